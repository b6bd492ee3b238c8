/** Which service reads and writes which topics, and whether they are on the brokers as the contract declares them. */
package dev.patrol.model.topics;

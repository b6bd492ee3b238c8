/** Whether topics are on the brokers as the contract declares them. */
package dev.patrol.model.topics;

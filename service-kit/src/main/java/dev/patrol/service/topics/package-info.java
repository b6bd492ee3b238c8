/** Looks whether the topics are as the contract declares them, and says where they are not. */
package dev.patrol.service.topics;

/**
 * The rules, one class each. What each looks for, with an example and what it cannot see, is in {@code docs/detections.md}.
 */
package dev.patrol.audit.detection.rules;

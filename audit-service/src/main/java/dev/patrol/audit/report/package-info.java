/**
 * The weekly report: a fold over what is on the topics, so it needs no state of its own and can be made of any week that they still
 * hold. {@code WeekOfTokens} and what it is made of ({@code KnownTokens}, {@code Uses}, {@code Creations}, {@code Heaviest},
 * {@code Repeats}, {@code Replacement}), {@code Week}, {@code ReportSchedule} and {@code ReportRequest} decide, and know neither
 * network nor clock; the other classes act.
 */
package dev.patrol.audit.report;

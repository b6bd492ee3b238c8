package dev.patrol.model;

/** Something that happened; nobody is asked to do anything. */
public sealed interface Event extends Payload
        permits TokenObserved,
                TokenExpiring,
                TokenRotated,
                TokenRevoked,
                RotationFailed,
                TokenCompromised,
                TokenUnused,
                PolicyViolated,
                PolicyMended,
                SignInRequired,
                AuditEntry,
                AuditReport,
                MailUndelivered,
                TokenCreated,
                TokenDeclared,
                RotationRequested,
                CommandRefused,
                CommandCompleted,
                BreakGlassProgressed,
                BreakGlassEnded,
                RotationAcknowledged {}

-- A history as Spotter 0.1.0 wrote it (format 1): a bird dog of the synthetic person to its end, and a
-- cobra whose program was killed. Made with the program itself and dumped by SQLite.
PRAGMA application_id = 1399878770;
PRAGMA user_version = 1;
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE event (
        session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        n       INTEGER NOT NULL,                      -- from 0, in the order they happened
        line    TEXT NOT NULL,                         -- JSON
        PRIMARY KEY (session, n)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES(1,0,'{"t_s":1.0,"event":"start"}');
INSERT INTO "event" VALUES(1,1,'{"t_s":11.2,"event":"rep","n":1,"side":"left","peak":-2.269,"range":88.14,"in_s":1.344,"hold_s":4.4,"out_s":0.333,"good":true}');
INSERT INTO "event" VALUES(1,2,'{"t_s":15.267,"event":"fault","id":"rush","band":"warn","side":"right","value":0.495}');
INSERT INTO "event" VALUES(1,3,'{"t_s":20.2,"event":"rep","n":2,"side":"right","peak":-5.569,"range":87.673,"in_s":0.495,"hold_s":4.733,"out_s":0.533,"good":true}');
INSERT INTO "event" VALUES(1,4,'{"t_s":29.267,"event":"rep","n":3,"side":"left","peak":-2.582,"range":89.342,"in_s":1.226,"hold_s":4.533,"out_s":0.467,"good":true}');
INSERT INTO "event" VALUES(1,5,'{"t_s":33.2,"event":"fault","id":"rush","band":"warn","side":"right","value":0.486}');
INSERT INTO "event" VALUES(1,6,'{"t_s":38.2,"event":"rep","n":4,"side":"right","peak":-5.615,"range":87.472,"in_s":0.486,"hold_s":4.667,"out_s":0.533,"good":true}');
INSERT INTO "event" VALUES(1,7,'{"t_s":42.733,"event":"fault","id":"back_sag","band":"warn","side":"left","value":-0.051}');
INSERT INTO "event" VALUES(1,8,'{"t_s":43.667,"event":"fault","id":"back_sag","band":"good","side":"left","value":-0.042}');
INSERT INTO "event" VALUES(1,9,'{"t_s":47.267,"event":"rep","n":5,"side":"left","peak":-2.36,"range":92.488,"in_s":1.092,"hold_s":4.6,"out_s":0.4,"good":true}');
INSERT INTO "event" VALUES(1,10,'{"t_s":51.2,"event":"fault","id":"rush","band":"warn","side":"right","value":0.489}');
INSERT INTO "event" VALUES(1,11,'{"t_s":56.2,"event":"rep","n":6,"side":"right","peak":-5.571,"range":87.138,"in_s":0.489,"hold_s":4.667,"out_s":0.533,"good":true}');
INSERT INTO "event" VALUES(1,12,'{"t_s":65.267,"event":"rep","n":7,"side":"left","peak":-2.428,"range":89.386,"in_s":1.295,"hold_s":4.533,"out_s":0.4,"good":true}');
INSERT INTO "event" VALUES(1,13,'{"t_s":69.2,"event":"fault","id":"rush","band":"warn","side":"right","value":0.487}');
INSERT INTO "event" VALUES(1,14,'{"t_s":74.2,"event":"rep","n":8,"side":"right","peak":-5.549,"range":87.905,"in_s":0.487,"hold_s":4.667,"out_s":0.6,"good":true}');
INSERT INTO "event" VALUES(2,0,'{"t_s":1.0,"event":"start"}');
INSERT INTO "event" VALUES(2,1,'{"t_s":13.333,"event":"rep","n":1,"side":null,"peak":24.131,"range":18.951,"in_s":1.611,"hold_s":6.867,"out_s":0.333,"good":true}');
CREATE TABLE session (
        id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, even after a deletion
        started_at  INTEGER NOT NULL,                  -- Unix time, s
        exercise    TEXT NOT NULL,
        variant     TEXT,
        dose        TEXT,
        source      TEXT NOT NULL,
        app_version TEXT NOT NULL,
        seconds     REAL NOT NULL DEFAULT 0,           -- seconds of the source so far
        events_lost INTEGER NOT NULL DEFAULT 0,        -- could not be written in time
        summary     TEXT                               -- JSON
    ) STRICT;
INSERT INTO "session" VALUES(1,1795776504,'bird-dog',NULL,'beginner','performer','0.1.0',74.2,0,'{"exercise":"bird-dog","frames":1114,"frames_with_person":1114,"reps":{"left":4,"right":4,"total":8},"partials":0,"holds":[],"faults":{},"unseen_s":0.0}');
INSERT INTO "session" VALUES(2,1795776669,'cobra',NULL,'beginner','performer','0.1.0',1.43333333333333339258e+01,0,NULL);
CREATE INDEX session_by_start ON session (started_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('session',2);
COMMIT;
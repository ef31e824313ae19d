-- One outbox in place of three tables. Processes of the version before go on: what were tables are views of its rows, with
-- the same columns, read and written in place, so that both versions claim the very same row.
--
-- All locks or none: whoever holds one of these tables and wants another must not wait for us while we wait for them. It is
-- let go before a deadlock would be looked for, and tried again.
DO $$
DECLARE "patience" text := current_setting('lock_timeout');
BEGIN
  LOOP
    BEGIN
      PERFORM set_config('lock_timeout', '500ms', true);
      LOCK TABLE "shipments", "chat_messages", "carrier_orders", "proofs" IN ACCESS EXCLUSIVE MODE;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.05);
    END;
  END LOOP;
  PERFORM set_config('lock_timeout', "patience", true);
END
$$;
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"subject" text,
	"subject_id" text,
	"order_key" text GENERATED ALWAYS AS (case when subject is null then coalesce(subject_id, id) else subject || ' ' || coalesce(subject_id, id) end) STORED NOT NULL,
	"position" integer DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"occurrence" integer DEFAULT 1 NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"overtaken" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"first_queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claim_id" text,
	"claimed_until" timestamp with time zone,
	"last_reason" text,
	"sent_at" timestamp with time zone,
	"at" timestamp with time zone NOT NULL,
	"conversation_id" text,
	"grant_id" text,
	"sender_side" text,
	"way" text,
	"text" text,
	"sealed" text,
	"sender_buttons" jsonb,
	"receiver_buttons" jsonb,
	CONSTRAINT "outbox_once" UNIQUE("channel","order_key","kind","occurrence","reference"),
	CONSTRAINT "outbox_order" UNIQUE("channel","order_key","position")
);
--> statement-breakpoint
INSERT INTO "outbox" ("id", "channel", "subject", "subject_id", "position", "kind", "occurrence", "state", "overtaken", "attempts",
  "due_at", "first_queued_at", "claim_id", "claimed_until", "last_reason", "sent_at", "at", "conversation_id", "grant_id",
  "sender_side", "way", "text", "sealed", "sender_buttons", "receiver_buttons")
SELECT "id", 'chat_messages', "subject", "subject_id", "position", "kind", "occurrence", "state", "overtaken", "attempts",
  "due_at", "first_queued_at", "claim_id", "claimed_until", "last_reason", "sent_at", "created_at", "conversation_id", "grant_id",
  "sender_side", "channel", "text", "sealed_text", "sender_buttons", "receiver_buttons" FROM "chat_messages";
--> statement-breakpoint
INSERT INTO "outbox" ("id", "channel", "subject_id", "position", "kind", "reference", "state", "attempts", "due_at",
  "first_queued_at", "claim_id", "claimed_until", "last_reason", "sent_at", "at")
SELECT "id", 'carrier_orders', "shipment_id", "position", "type", "reference", "state", "attempts", "due_at",
  "first_queued_at", "claim_id", "claimed_until", "last_reason", "delivered_at", "happened_at" FROM "carrier_orders";
--> statement-breakpoint
INSERT INTO "outbox" ("id", "channel", "kind", "state", "attempts", "due_at", "first_queued_at", "claim_id", "claimed_until",
  "last_reason", "sent_at", "at", "way", "sealed")
SELECT "shipment_id", 'proofs', "kind", "state", "attempts", "due_at", "received_at", "claim_id", "claimed_until",
  "last_reason", "sent_at", "received_at", "way", "sealed_image" FROM "proofs";
--> statement-breakpoint
CREATE INDEX "outbox_subject" ON "outbox" USING btree ("subject_id");
--> statement-breakpoint
CREATE INDEX "outbox_unfinished" ON "outbox" USING btree ("channel","due_at") WHERE "outbox"."state" in ('queued', 'sending');
--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("channel","state") WHERE "outbox"."state" in ('queued', 'sending', 'unconfirmed');
--> statement-breakpoint
CREATE INDEX "outbox_echo" ON "outbox" USING btree ("conversation_id") WHERE "outbox"."state" in ('sending', 'unconfirmed');
--> statement-breakpoint
CREATE INDEX "outbox_of_no_shipment" ON "outbox" USING btree ("subject","at") WHERE "outbox"."subject" in ('conversation', 'notice');
--> statement-breakpoint
CREATE INDEX "outbox_support" ON "outbox" USING btree ("first_queued_at") WHERE "outbox"."kind" = 'support.asked';
--> statement-breakpoint
CREATE INDEX "outbox_pictures" ON "outbox" USING btree ("at") WHERE "outbox"."channel" = 'proofs';
--> statement-breakpoint
DROP TABLE "chat_messages", "carrier_orders", "proofs";
--> statement-breakpoint
CREATE VIEW "chat_messages" AS SELECT "id", "subject", "subject_id", "kind", "occurrence", "position", "conversation_id", "grant_id",
  "sender_side", "text", "sealed" AS "sealed_text", "way" AS "channel", "sender_buttons", "receiver_buttons", "state", "overtaken",
  "attempts", "due_at", "first_queued_at", "claim_id", "claimed_until", "last_reason", "sent_at", "at" AS "created_at",
  "channel" AS "outbox_channel", "ctid" FROM "outbox" WHERE "channel" = 'chat_messages';
--> statement-breakpoint
ALTER VIEW "chat_messages" ALTER COLUMN "outbox_channel" SET DEFAULT 'chat_messages';
--> statement-breakpoint
ALTER VIEW "chat_messages" ALTER COLUMN "channel" SET DEFAULT 'conversation';
--> statement-breakpoint
CREATE VIEW "carrier_orders" AS SELECT "id", "subject_id" AS "shipment_id", "kind" AS "type", "reference", "position",
  "at" AS "happened_at", "state", "attempts", "due_at", "first_queued_at", "claim_id", "claimed_until", "last_reason",
  "sent_at" AS "delivered_at", "channel" AS "outbox_channel", "ctid" FROM "outbox" WHERE "channel" = 'carrier_orders';
--> statement-breakpoint
ALTER VIEW "carrier_orders" ALTER COLUMN "outbox_channel" SET DEFAULT 'carrier_orders';
--> statement-breakpoint
CREATE VIEW "proofs" AS SELECT "id" AS "shipment_id", "kind", "sealed" AS "sealed_image", "state", "way", "last_reason", "attempts",
  "due_at", "claim_id", "claimed_until", "at" AS "received_at", "sent_at", "channel" AS "outbox_channel", "ctid"
FROM "outbox" WHERE "channel" = 'proofs';
--> statement-breakpoint
ALTER VIEW "proofs" ALTER COLUMN "outbox_channel" SET DEFAULT 'proofs';
--> statement-breakpoint
-- Whoever watches a shipment is woken as before, by whichever version.
CREATE TRIGGER "outbox_wake_messages" AFTER INSERT OR UPDATE OF "state" ON "outbox" FOR EACH ROW WHEN (NEW."channel" = 'chat_messages' AND NEW."subject" = 'shipment') EXECUTE FUNCTION "wake_watchers"('subject_id');
--> statement-breakpoint
CREATE TRIGGER "outbox_wake_orders" AFTER UPDATE OF "state" ON "outbox" FOR EACH ROW WHEN (NEW."channel" = 'carrier_orders') EXECUTE FUNCTION "wake_watchers"('subject_id');

CREATE TABLE "assistant_conversations" (
	"assistant_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"post_token" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_event_at" timestamp with time zone NOT NULL,
	"seller_wrote_at" timestamp with time zone,
	"asked_city" text,
	"answer_due_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"booked_at" timestamp with time zone,
	CONSTRAINT "assistant_conversations_assistant_id_conversation_id_pk" PRIMARY KEY("assistant_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "assistant_posts" (
	"assistant_id" text NOT NULL,
	"post_token" text NOT NULL,
	"is_on" boolean NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assistant_posts_assistant_id_post_token_pk" PRIMARY KEY("assistant_id","post_token")
);
--> statement-breakpoint
CREATE TABLE "assistants" (
	"id" text PRIMARY KEY NOT NULL,
	"divar_user_id" text NOT NULL,
	"post_token" text NOT NULL,
	"grant_id" text,
	"state" text NOT NULL,
	"reason" text,
	"wording" text,
	"quiet_from" integer NOT NULL,
	"quiet_to" integer NOT NULL,
	"daily_cap" integer NOT NULL,
	"turned_on_at" timestamp with time zone NOT NULL,
	"watched_since" timestamp with time zone,
	"subscribed_until" timestamp with time zone,
	"subscribed_with" timestamp with time zone,
	"renew_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_failure" text,
	"claim_id" text,
	"claimed_until" timestamp with time zone,
	"inbox_until" timestamp with time zone,
	"messages_read" integer DEFAULT 0 NOT NULL,
	"answered" integer DEFAULT 0 NOT NULL,
	"booked" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_texts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"assistant_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"sealed" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"claim_id" text,
	"claimed_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session_users" (
	"session_id" text NOT NULL,
	"divar_user_id" text NOT NULL,
	"proved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_users_session_id_divar_user_id_pk" PRIMARY KEY("session_id","divar_user_id")
);
--> statement-breakpoint
CREATE TABLE "bot_conversations" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"divar_user_id" text,
	"grant_id" text,
	"linked_at" timestamp with time zone,
	"topic" text,
	"topic_until" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"shipment_id" text NOT NULL,
	"side" text NOT NULL,
	"divar_user_id" text NOT NULL,
	"grant_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notices_shipment_id_side_pk" PRIMARY KEY("shipment_id","side")
);
--> statement-breakpoint
CREATE TABLE "proofs" (
	"shipment_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"sealed_image" text,
	"state" text NOT NULL,
	"way" text,
	"last_reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"claim_id" text,
	"claimed_until" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "support_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"divar_user_id" text,
	"sealed_text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "xo_games" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"game" text NOT NULL,
	"board" text NOT NULL,
	"version" integer NOT NULL,
	"started_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "grants" ALTER COLUMN "conversation_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "grants" ALTER COLUMN "side" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "oauth_attempts" ALTER COLUMN "seat_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "oauth_attempts" ADD COLUMN "purpose" jsonb;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD COLUMN "sealed_text" text;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD COLUMN "channel" text DEFAULT 'conversation' NOT NULL;--> statement-breakpoint
ALTER TABLE "assistant_conversations" ADD CONSTRAINT "assistant_conversations_assistant_id_assistants_id_fk" FOREIGN KEY ("assistant_id") REFERENCES "public"."assistants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assistant_posts" ADD CONSTRAINT "assistant_posts_assistant_id_assistants_id_fk" FOREIGN KEY ("assistant_id") REFERENCES "public"."assistants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_users" ADD CONSTRAINT "session_users_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assistant_conversations_conversation" ON "assistant_conversations" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "assistant_conversations_due" ON "assistant_conversations" USING btree ("answer_due_at") WHERE "assistant_conversations"."answer_due_at" is not null;--> statement-breakpoint
CREATE INDEX "assistant_conversations_last" ON "assistant_conversations" USING btree ("last_event_at");--> statement-breakpoint
CREATE UNIQUE INDEX "assistants_one_each" ON "assistants" USING btree ("divar_user_id","post_token") WHERE "assistants"."divar_user_id" <> '';--> statement-breakpoint
CREATE INDEX "assistants_post" ON "assistants" USING btree ("post_token");--> statement-breakpoint
CREATE INDEX "assistants_grant" ON "assistants" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "assistants_on" ON "assistants" USING btree ("renew_at") WHERE "assistants"."state" = 'on';--> statement-breakpoint
CREATE INDEX "event_texts_waiting" ON "event_texts" USING btree ("received_at") WHERE "event_texts"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "event_texts_expires_at" ON "event_texts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "event_texts_assistant" ON "event_texts" USING btree ("assistant_id");--> statement-breakpoint
CREATE INDEX "session_users_divar_user_id" ON "session_users" USING btree ("divar_user_id");--> statement-breakpoint
CREATE INDEX "bot_conversations_divar_user_id" ON "bot_conversations" USING btree ("divar_user_id");--> statement-breakpoint
CREATE INDEX "bot_conversations_updated_at" ON "bot_conversations" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "notices_divar_user_id" ON "notices" USING btree ("divar_user_id");--> statement-breakpoint
CREATE INDEX "proofs_due_at" ON "proofs" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "proofs_received_at" ON "proofs" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "support_requests_created_at" ON "support_requests" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "support_requests_divar_user_id" ON "support_requests" USING btree ("divar_user_id");--> statement-breakpoint
CREATE INDEX "xo_games_updated_at" ON "xo_games" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "chat_messages_echo" ON "chat_messages" USING btree ("conversation_id") WHERE "chat_messages"."state" in ('sending', 'unconfirmed');--> statement-breakpoint
-- Whoever has an assistant's inbox open is woken by each message: ids only.
CREATE FUNCTION "wake_inbox"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('peyk_inbox', NEW."assistant_id" || ' ' || NEW."id");
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "event_texts_wake" AFTER INSERT ON "event_texts" FOR EACH ROW WHEN (NEW."kind" = 'post') EXECUTE FUNCTION "wake_inbox"();
--> statement-breakpoint
CREATE FUNCTION "wake_inbox_state"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('peyk_inbox', NEW."id");
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "assistants_wake" AFTER UPDATE OF "state", "messages_read", "answered", "booked", "watched_since" ON "assistants" FOR EACH ROW EXECUTE FUNCTION "wake_inbox_state"();

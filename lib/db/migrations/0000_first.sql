CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" text PRIMARY KEY NOT NULL,
	"divar_user_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"side" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"sealed_tokens" text,
	"expires_at" timestamp with time zone NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"claim_id" text,
	"claimed_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oauth_attempts" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"sealed_cookies" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"conversation_id" text NOT NULL,
	"side" text NOT NULL,
	"divar_user_id" text NOT NULL,
	"bound_at" timestamp with time zone NOT NULL,
	CONSTRAINT "parties_conversation_id_side_pk" PRIMARY KEY("conversation_id","side")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"side" text NOT NULL,
	"post_token" text,
	"source" text,
	"launch_user_id" text,
	"launch_version" integer NOT NULL,
	"divar_user_id" text,
	"grant_id" text,
	"join_hash" text,
	"join_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_keys" (
	"sid_hash" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_active_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"ticket_hash" text PRIMARY KEY NOT NULL,
	"seat_id" text NOT NULL,
	"conversation_id" text,
	"side" text,
	"post_token" text,
	"source" text,
	"hints" jsonb NOT NULL,
	"launch_user_id" text,
	"launch_version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"redeemed_at" timestamp with time zone,
	"redeemed_by_session_id" text
);
--> statement-breakpoint
CREATE TABLE "chat_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"kind" text NOT NULL,
	"occurrence" integer NOT NULL,
	"position" integer NOT NULL,
	"conversation_id" text NOT NULL,
	"grant_id" text,
	"sender_side" text NOT NULL,
	"text" text NOT NULL,
	"sender_buttons" jsonb,
	"receiver_buttons" jsonb,
	"state" text NOT NULL,
	"overtaken" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"first_queued_at" timestamp with time zone NOT NULL,
	"claim_id" text,
	"claimed_until" timestamp with time zone,
	"last_reason" text,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_messages_once" UNIQUE("subject","subject_id","kind","occurrence"),
	CONSTRAINT "chat_messages_order" UNIQUE("subject","subject_id","position")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"seat_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"side" text NOT NULL,
	"typed_by_session_id" text,
	"typed_by_divar_user_id" text,
	"tracking_code" text NOT NULL,
	"choices" jsonb NOT NULL,
	"sealed_address" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment_addresses" (
	"shipment_id" text NOT NULL,
	"side" text NOT NULL,
	"typed_by_session_id" text NOT NULL,
	"typed_by_divar_user_id" text,
	"sealed" text NOT NULL,
	CONSTRAINT "shipment_addresses_shipment_id_side_pk" PRIMARY KEY("shipment_id","side")
);
--> statement-breakpoint
CREATE TABLE "shipment_steps" (
	"shipment_id" text NOT NULL,
	"number" integer NOT NULL,
	"event" text NOT NULL,
	"state" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "shipment_steps_shipment_id_number_pk" PRIMARY KEY("shipment_id","number")
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" text PRIMARY KEY NOT NULL,
	"tracking_code" text NOT NULL,
	"conversation_id" text NOT NULL,
	"post_token" text,
	"item_title" text,
	"proposer_side" text NOT NULL,
	"state" text NOT NULL,
	"parcel" jsonb NOT NULL,
	"service" text NOT NULL,
	"payer" text NOT NULL,
	"quote" jsonb NOT NULL,
	"price_limit_toman" integer NOT NULL,
	"pickup_city" text,
	"pickup_district" text,
	"dropoff_city" text,
	"dropoff_district" text,
	"announced" boolean NOT NULL,
	"grant_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "shipments_tracking_code_unique" UNIQUE("tracking_code")
);
--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_keys" ADD CONSTRAINT "session_keys_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_addresses" ADD CONSTRAINT "shipment_addresses_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_steps" ADD CONSTRAINT "shipment_steps_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_received_at" ON "events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "grants_divar_user_id" ON "grants" USING btree ("divar_user_id");--> statement-breakpoint
CREATE INDEX "grants_conversation" ON "grants" USING btree ("conversation_id","side");--> statement-breakpoint
CREATE UNIQUE INDEX "parties_one_side_each" ON "parties" USING btree ("conversation_id","divar_user_id");--> statement-breakpoint
CREATE INDEX "seats_session_id" ON "seats" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "seats_conversation" ON "seats" USING btree ("conversation_id","side");--> statement-breakpoint
CREATE INDEX "seats_divar_user_id" ON "seats" USING btree ("divar_user_id");--> statement-breakpoint
CREATE INDEX "session_keys_session_id" ON "session_keys" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "tickets_expires_at" ON "tickets" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "chat_messages_unfinished" ON "chat_messages" USING btree ("due_at") WHERE "chat_messages"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_seat" ON "drafts" USING btree ("seat_id");--> statement-breakpoint
CREATE INDEX "drafts_conversation" ON "drafts" USING btree ("conversation_id","side");--> statement-breakpoint
CREATE INDEX "drafts_due_at" ON "drafts" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_one_open" ON "shipments" USING btree ("conversation_id") WHERE state in ('proposed', 'accepted', 'assigned', 'picked_up', 'delivery_failed');--> statement-breakpoint
CREATE INDEX "shipments_due_at" ON "shipments" USING btree ("due_at") WHERE "shipments"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "shipments_conversation" ON "shipments" USING btree ("conversation_id","created_at");
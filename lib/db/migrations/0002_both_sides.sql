CREATE TABLE "carrier_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "carrier_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"shipment_id" text NOT NULL,
	"type" text NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"first_queued_at" timestamp with time zone NOT NULL,
	"claim_id" text,
	"claimed_until" timestamp with time zone,
	"last_reason" text,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "carrier_orders_once" UNIQUE("shipment_id","type","reference"),
	CONSTRAINT "carrier_orders_order" UNIQUE("shipment_id","position")
);
--> statement-breakpoint
CREATE TABLE "shipment_problems" (
	"id" text PRIMARY KEY NOT NULL,
	"shipment_id" text NOT NULL,
	"side" text NOT NULL,
	"typed_by_session_id" text NOT NULL,
	"typed_by_divar_user_id" text,
	"sealed_text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "other_grant_id" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shipment_problems" ADD CONSTRAINT "shipment_problems_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "carrier_calls_received_at" ON "carrier_calls" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "carrier_orders_unfinished" ON "carrier_orders" USING btree ("due_at") WHERE "carrier_orders"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "shipment_problems_shipment" ON "shipment_problems" USING btree ("shipment_id","side");--> statement-breakpoint
CREATE INDEX "shipments_remind_at" ON "shipments" USING btree ("remind_at") WHERE "shipments"."remind_at" is not null;--> statement-breakpoint
CREATE INDEX "shipments_ended_at" ON "shipments" USING btree ("ended_at") WHERE "shipments"."ended_at" is not null;
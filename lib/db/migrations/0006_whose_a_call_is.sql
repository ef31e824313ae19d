CREATE TABLE "carrier_call_ids" (
	"id" text PRIMARY KEY NOT NULL,
	"about" text NOT NULL,
	"stamp" bigint,
	"refusal" jsonb,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "carrier_call_ids_received_at" ON "carrier_call_ids" USING btree ("received_at");
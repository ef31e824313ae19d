ALTER TABLE "shipments" ADD COLUMN "sealed_handover_key" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "code_tries" integer DEFAULT 0 NOT NULL;
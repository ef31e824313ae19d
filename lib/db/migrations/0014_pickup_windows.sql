ALTER TABLE "shipments" ADD COLUMN "pickup_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "pickup_to" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "promised_at" timestamp with time zone;
ALTER TABLE "shipment_steps" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "delay_reason" text;
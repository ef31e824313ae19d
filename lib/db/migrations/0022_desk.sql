ALTER TABLE "shipment_addresses" ADD COLUMN "mobile_digest" text;--> statement-breakpoint
ALTER TABLE "shipment_steps" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "shipment_steps" ADD COLUMN "staff_id" text;--> statement-breakpoint
ALTER TABLE "shipment_steps" ADD COLUMN "staff_role" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "courier_id" text;--> statement-breakpoint
CREATE INDEX "shipment_addresses_mobile" ON "shipment_addresses" USING btree ("mobile_digest");--> statement-breakpoint
CREATE INDEX "shipments_queue" ON "shipments" USING btree ((coalesce(promised_at, 'infinity'::timestamptz)),"id") WHERE state in ('accepted', 'assigned', 'picked_up', 'delivery_failed');--> statement-breakpoint
CREATE INDEX "shipments_queue_of_state" ON "shipments" USING btree ("state",(coalesce(promised_at, 'infinity'::timestamptz)),"id") WHERE state in ('accepted', 'assigned', 'picked_up', 'delivery_failed');
CREATE TABLE "courier_sights" (
	"shipment_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"end" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "courier_sights_shipment_id_staff_id_end_pk" PRIMARY KEY("shipment_id","staff_id","end")
);
--> statement-breakpoint
CREATE TABLE "courier_taps" (
	"id" text PRIMARY KEY NOT NULL,
	"shipment_id" text NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "vehicle" text;--> statement-breakpoint
ALTER TABLE "courier_sights" ADD CONSTRAINT "courier_sights_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courier_taps" ADD CONSTRAINT "courier_taps_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "courier_taps_shipment" ON "courier_taps" USING btree ("shipment_id");--> statement-breakpoint
CREATE INDEX "shipments_of_courier" ON "shipments" USING btree ("courier_id","ended_at") WHERE "shipments"."courier_id" is not null;
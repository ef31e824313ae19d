CREATE TABLE "shipment_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"shipment_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"staff_role" text NOT NULL,
	"sealed_text" text NOT NULL,
	"call_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shipment_notes_call" UNIQUE("call_id")
);
--> statement-breakpoint
ALTER TABLE "shipment_notes" ADD CONSTRAINT "shipment_notes_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shipment_notes_shipment" ON "shipment_notes" USING btree ("shipment_id","created_at");--> statement-breakpoint
CREATE INDEX "outbox_failed" ON "outbox" USING btree ("channel","at") WHERE state in ('dead', 'refused', 'unconfirmed');--> statement-breakpoint
CREATE INDEX "staff_audit_staff" ON "staff_audit" USING btree ("staff_id","number");--> statement-breakpoint
CREATE INDEX "staff_audit_which" ON "staff_audit" USING btree ("which","number");--> statement-breakpoint
CREATE TRIGGER "shipment_notes_wake" AFTER INSERT ON "shipment_notes" FOR EACH ROW EXECUTE FUNCTION "wake_watchers"('shipment_id');
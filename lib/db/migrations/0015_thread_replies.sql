CREATE TABLE "thread_replies" (
	"id" text PRIMARY KEY NOT NULL,
	"problem_id" text,
	"support_id" text,
	"shipment_id" text,
	"number" integer NOT NULL,
	"by" text NOT NULL,
	"sealed_body" text NOT NULL,
	"closes" boolean DEFAULT false NOT NULL,
	"call_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "thread_replies" ADD CONSTRAINT "thread_replies_problem_id_shipment_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."shipment_problems"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_replies" ADD CONSTRAINT "thread_replies_support_id_support_requests_id_fk" FOREIGN KEY ("support_id") REFERENCES "public"."support_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "thread_replies_problem" ON "thread_replies" USING btree ("problem_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "thread_replies_support" ON "thread_replies" USING btree ("support_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "thread_replies_call" ON "thread_replies" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "thread_replies_shipment" ON "thread_replies" USING btree ("shipment_id");--> statement-breakpoint
CREATE TRIGGER "thread_replies_wake" AFTER INSERT ON "thread_replies" FOR EACH ROW WHEN (NEW."shipment_id" IS NOT NULL) EXECUTE FUNCTION "wake_watchers"('shipment_id');

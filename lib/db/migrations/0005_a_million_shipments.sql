ALTER TABLE "shipments" ADD COLUMN "is_emptied" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "grants_refreshed_at" ON "grants" USING btree ("refreshed_at");--> statement-breakpoint
CREATE INDEX "oauth_attempts_expires_at" ON "oauth_attempts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "parties_bound_at" ON "parties" USING btree ("bound_at");--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "session_keys_valid_until" ON "session_keys" USING btree ("valid_until");--> statement-breakpoint
CREATE INDEX "sessions_last_active_at" ON "sessions" USING btree ("last_active_at");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "assistants_not_on" ON "assistants" USING btree ("state","updated_at") WHERE "assistants"."state" <> 'on';--> statement-breakpoint
CREATE INDEX "carrier_orders_support" ON "carrier_orders" USING btree ("first_queued_at") WHERE "carrier_orders"."type" = 'support.asked';--> statement-breakpoint
CREATE INDEX "notices_grant_id" ON "notices" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "chat_messages_open" ON "chat_messages" USING btree ("state") WHERE "chat_messages"."state" in ('queued', 'sending', 'unconfirmed');--> statement-breakpoint
CREATE INDEX "chat_messages_of_no_shipment" ON "chat_messages" USING btree ("created_at") WHERE "chat_messages"."subject" <> 'shipment';--> statement-breakpoint
CREATE INDEX "drafts_updated_at" ON "drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "shipments_with_trace" ON "shipments" USING btree ("ended_at") WHERE "shipments"."conversation_id" <> '';--> statement-breakpoint
CREATE INDEX "shipments_not_emptied" ON "shipments" USING btree ("state","ended_at") WHERE not "shipments"."is_emptied";
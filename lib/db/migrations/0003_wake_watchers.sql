-- Whoever watches a shipment is woken by whatever changes of it, in whichever statement: ids only, sent at commit.
CREATE FUNCTION "wake_watchers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('peyk_shipments', to_jsonb(NEW)->>TG_ARGV[0]);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "shipments_wake" AFTER INSERT OR UPDATE ON "shipments" FOR EACH ROW EXECUTE FUNCTION "wake_watchers"('id');
--> statement-breakpoint
CREATE TRIGGER "chat_messages_wake" AFTER INSERT OR UPDATE OF "state" ON "chat_messages" FOR EACH ROW WHEN (NEW."subject" = 'shipment') EXECUTE FUNCTION "wake_watchers"('subject_id');
--> statement-breakpoint
CREATE TRIGGER "carrier_orders_wake" AFTER UPDATE OF "state" ON "carrier_orders" FOR EACH ROW EXECUTE FUNCTION "wake_watchers"('shipment_id');

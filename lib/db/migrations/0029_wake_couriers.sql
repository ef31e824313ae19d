-- An open page of a courier is woken by what changes of the shipments that they are sent to, or were until now, and by no other.
CREATE FUNCTION "wake_couriers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."courier_id" IS DISTINCT FROM NEW."courier_id" AND OLD."courier_id" IS NOT NULL THEN
    PERFORM pg_notify('peyk_couriers', OLD."courier_id");
  END IF;
  IF NEW."courier_id" IS NOT NULL THEN
    PERFORM pg_notify('peyk_couriers', NEW."courier_id");
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "shipments_wake_couriers" AFTER INSERT OR UPDATE ON "shipments" FOR EACH ROW EXECUTE FUNCTION "wake_couriers"();
--> statement-breakpoint
-- An address that is erased goes from the pages that are open, of its shipment and of whom that is sent to.
CREATE FUNCTION "wake_of_erased_address"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "sent" text;
BEGIN
  PERFORM pg_notify('peyk_shipments', OLD."shipment_id");
  SELECT "courier_id" INTO "sent" FROM "shipments" WHERE "id" = OLD."shipment_id";
  IF "sent" IS NOT NULL THEN
    PERFORM pg_notify('peyk_couriers', "sent");
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "shipment_addresses_wake" AFTER DELETE ON "shipment_addresses" FOR EACH ROW EXECUTE FUNCTION "wake_of_erased_address"();

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

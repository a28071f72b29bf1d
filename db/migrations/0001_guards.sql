-- The audit trail is append-only, for the application and for a careless owner alike.
CREATE FUNCTION audit_events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_no_change BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_events_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION audit_events_append_only();
--> statement-breakpoint
CREATE SEQUENCE number_rq;
--> statement-breakpoint
CREATE SEQUENCE number_od;
--> statement-breakpoint
-- The next number of a series within a year. Only a year's first number writes a row; all others just take from the
-- sequence, so writers never queue behind one another.
CREATE FUNCTION take_number(wanted text, in_year integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  taken bigint := nextval(('number_' || lower(wanted))::regclass);
  start bigint;
BEGIN
  SELECT base INTO start FROM number_series WHERE series = wanted AND year = in_year;
  IF NOT FOUND THEN
    INSERT INTO number_series (series, year, base) VALUES (wanted, in_year, taken - 1) ON CONFLICT DO NOTHING;
    SELECT base INTO start FROM number_series WHERE series = wanted AND year = in_year;
    -- Lost the race for the year's first number to one that took a later value: take a later one still.
    IF taken <= start THEN
      taken := nextval(('number_' || lower(wanted))::regclass);
    END IF;
  END IF;
  RETURN taken - start;
END $$;

DROP INDEX "deliveries_group";--> statement-breakpoint
CREATE INDEX "notice_steps_unattended" ON "notice_steps" USING btree ("due_at","id") WHERE "notice_steps"."status" = 'open' and ("notice_steps"."vacant_since" is not null or "notice_steps"."escalation" >= 1);--> statement-breakpoint
CREATE INDEX "notice_steps_principal" ON "notice_steps" USING btree ("decided_for") WHERE "notice_steps"."decided_for" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_group" ON "deliveries" USING btree ("group_id","created_at","notice_id");--> statement-breakpoint
-- The same grams as before, in one pass: looking every place up from the start takes a long text's square.
CREATE OR REPLACE FUNCTION notice_grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT gram COLLATE "C"), '{}'::text[])
  FROM (
    SELECT letter, letter || lead(letter) OVER (ORDER BY place) AS pair
    FROM unnest(string_to_array(lower(given), NULL)) WITH ORDINALITY AS letters(letter, place)
  ) places, LATERAL (VALUES (letter), (pair)) AS pieces(gram)
  WHERE gram !~ '\s'
$$;

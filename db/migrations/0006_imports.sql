CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"unused" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status_at" timestamp with time zone NOT NULL,
	"status_by" uuid,
	"status_by_name" text NOT NULL,
	CONSTRAINT "import_batches_kind" CHECK ("import_batches"."kind" in ('people', 'units')),
	CONSTRAINT "import_batches_status" CHECK ("import_batches"."status" in ('ready', 'importing', 'done', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"content_cipher" text NOT NULL,
	"result" text NOT NULL,
	"problems" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"entity_id" uuid,
	"outcome" text,
	"message" text,
	CONSTRAINT "import_rows_result" CHECK ("import_rows"."result" in ('new', 'changed', 'unchanged', 'error')),
	CONSTRAINT "import_rows_outcome" CHECK ("import_rows"."outcome" in ('done', 'same', 'refused')),
	CONSTRAINT "import_rows_refused" CHECK (("import_rows"."outcome" = 'refused') = ("import_rows"."message" is not null) or "import_rows"."outcome" is null)
);
--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_batches_creator" ON "import_batches" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE INDEX "import_batches_age" ON "import_batches" USING btree ("status_at");--> statement-breakpoint
CREATE UNIQUE INDEX "import_rows_place" ON "import_rows" USING btree ("batch_id","row");--> statement-breakpoint
CREATE INDEX "import_rows_result" ON "import_rows" USING btree ("batch_id","result","outcome");
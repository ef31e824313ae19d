CREATE TABLE "answered_minutes" (
	"minute" timestamp with time zone PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_figures" (
	"day_began" timestamp with time zone NOT NULL,
	"page" text NOT NULL,
	"metric" text NOT NULL,
	"bucket" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "page_figures_day_began_page_metric_bucket_pk" PRIMARY KEY("day_began","page","metric","bucket")
);
--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "launched_at" timestamp with time zone;
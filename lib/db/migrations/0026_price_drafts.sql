CREATE TABLE "price_drafts" (
	"id" integer PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"list" jsonb,
	"base" integer NOT NULL,
	"drafted_by" text,
	"drafted_at" timestamp with time zone,
	"parcels" jsonb NOT NULL
);

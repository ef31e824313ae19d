CREATE TABLE "business_versions" (
	"number" integer PRIMARY KEY NOT NULL,
	"data" jsonb NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);

ALTER TABLE "seats" ADD COLUMN "near_city" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "near_city" text;
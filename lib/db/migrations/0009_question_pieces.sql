ALTER TABLE "assistant_conversations" ADD COLUMN "asked_topic" text;--> statement-breakpoint
ALTER TABLE "assistant_conversations" ADD COLUMN "piece_topic" text;--> statement-breakpoint
ALTER TABLE "assistant_conversations" ADD COLUMN "piece_topic_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "assistant_conversations" ADD COLUMN "piece_city" text;--> statement-breakpoint
ALTER TABLE "assistant_conversations" ADD COLUMN "piece_city_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "assistant_conversations" ADD COLUMN "perhaps_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "assistant_conversations_pieces" ON "assistant_conversations" USING btree (least("piece_topic_at", "piece_city_at")) WHERE least("assistant_conversations"."piece_topic_at", "assistant_conversations"."piece_city_at") is not null;
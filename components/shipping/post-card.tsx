import { Card } from '#components/ui/card.tsx'
import { Icon } from '#components/ui/icon.tsx'

/** Ready to show; what Divar did not tell is null. */
export type PostSummary = { title: string; city: string | null }

export function PostCard({ post }: { post: PostSummary | null }) {
  if (!post) {
    return (
      <Card>
        <p className="text-sm text-muted">
          دیوار هنوز مشخصات آگهی را نفرستاده است. می‌توانید ادامه دهید؛ در پیام به جای نام آن، فقط «کالا» نوشته می‌شود.
        </p>
      </Card>
    )
  }
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-3">
        <span className="flex h-[4.5rem] w-[4.5rem] shrink-0 items-center justify-center rounded-xl bg-sunken text-muted">
          <Icon name="box" className="h-8 w-8" />
        </span>
        <div className="min-w-0 flex-1 basis-32 space-y-0.5">
          <p className="font-bold">
            <bdi>{post.title}</bdi>
          </p>
          {post.city && <p className="text-sm text-muted">{post.city}</p>}
        </div>
      </div>
    </Card>
  )
}

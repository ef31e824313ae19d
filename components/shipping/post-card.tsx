import { Card } from '#components/ui/card.tsx'
import { Icon } from '#components/ui/icon.tsx'

/** Ready to show; what Divar did not tell is null. */
export type PostSummary = { title: string; city: string | null; price: string | null; imageUrl: string | null }

export function PostCard({ post }: { post: PostSummary | null }) {
  if (!post) {
    return (
      <Card>
        <p className="text-sm text-muted">
          دیوار هنوز مشخصات آگهی را نفرستاده است. می‌توانید ادامه دهید؛ نام کالا در پیام، «کالای این آگهی» نوشته می‌شود.
        </p>
      </Card>
    )
  }
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-3">
        {post.imageUrl ? (
          // biome-ignore lint/performance/noImgElement: Divar's own thumbnail, nothing to optimise
          <img
            src={post.imageUrl}
            alt=""
            width={72}
            height={72}
            className="h-[4.5rem] w-[4.5rem] shrink-0 rounded-xl object-cover"
          />
        ) : (
          <span className="flex h-[4.5rem] w-[4.5rem] shrink-0 items-center justify-center rounded-xl bg-sunken text-muted">
            <Icon name="box" className="h-8 w-8" />
          </span>
        )}
        <div className="min-w-0 flex-1 basis-32 space-y-0.5">
          <p className="text-sm text-muted">آگهی</p>
          <p className="font-bold">
            <bdi>{post.title}</bdi>
          </p>
          {(post.city || post.price) && (
            <p className="text-sm text-muted">{[post.city, post.price].filter(Boolean).join(' · ')}</p>
          )}
        </div>
      </div>
    </Card>
  )
}

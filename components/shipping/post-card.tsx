import { Card } from '#components/ui/card.tsx'
import { PostPicture } from './post-picture.tsx'

/** Ready to show; what Divar did not tell is null. */
export type PostSummary = { title: string; city: string | null; imageUrl: string | null }

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
    <div className="flex flex-wrap items-start gap-3">
      <PostPicture url={post.imageUrl} className="h-[4.5rem] w-[4.5rem]" />
      <div className="min-w-0 flex-1 basis-32 space-y-0.5">
        <p className="font-bold">
          <bdi>{post.title}</bdi>
        </p>
        {post.city && <p className="text-sm text-muted">{post.city}</p>}
      </div>
    </div>
  )
}

/** Inside a card about the parcel: whose it is. */
export function PostLine({ post }: { post: PostSummary | null }) {
  if (!post) return null
  return (
    <div className="mb-3 flex items-center gap-3">
      <PostPicture url={post.imageUrl} className="h-14 w-14" />
      <p className="min-w-0 flex-1 font-bold">
        <bdi>{post.title}</bdi>
      </p>
    </div>
  )
}

/** The way out that every screen has. A plain link: Divar's app watches for this address. */
export function BackToDivar({ completionUrl }: { completionUrl: string }) {
  return (
    <a
      href={completionUrl}
      className="inline-flex min-h-target items-center rounded-xl px-2 text-sm text-ink underline decoration-muted decoration-1 underline-offset-4 hover:decoration-2"
    >
      بازگشت به دیوار
    </a>
  )
}

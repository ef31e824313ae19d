import { Card } from '#components/ui/card.tsx'
import { Ltr } from '#components/ui/ltr.tsx'

export type HandoverCodeProps = {
  title: string
  /** Four digits. */
  code: string
  /** When to say it, and to whom. */
  sentence: string
}

/** The code that this side says to the courier. */
export function HandoverCodeCard({ title, code, sentence }: HandoverCodeProps) {
  return (
    <Card
      title={title}
      action={
        <p className="text-xl font-bold">
          <Ltr>{code}</Ltr>
        </p>
      }
    >
      <p className="text-sm text-muted">{sentence}</p>
    </Card>
  )
}

import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

export type ProofProps = {
  /** `sending`: queued or under way. `refused`: given up, and gone. */
  state: 'waiting' | 'sending' | 'sent' | 'unconfirmed' | 'refused'
  /** Where it goes, or went: to the chatbot, or into the chat of both sides. */
  way: 'bot' | 'chat' | null
  /** Asks for the permission to write in the chat; null where a tap needs none. */
  permissionHref: string | null
  /** Whether this seat may say what becomes of it. */
  mayTap: boolean
}

const sentences = {
  sending: {
    bot: 'عکس تحویل در راه گفت‌وگوی شما با ربات پیک است و فقط شما آن را می‌بینید.',
    chat: 'عکس تحویل در راه چت است. چند لحظهٔ دیگر آنجاست؛ لازم نیست منتظر بمانید.',
  },
  sent: {
    bot: 'عکس تحویل در گفت‌وگوی شما با ربات پیک است. پیک دیگر آن را نگه نمی‌دارد.',
    chat: 'عکس تحویل در چت است. پیک دیگر آن را نگه نمی‌دارد.',
  },
  unconfirmed: {
    bot: 'نمی‌دانیم عکس تحویل رسیده یا نه. گفت‌وگوی خود با ربات پیک را نگاه کنید؛ تا نگویید، دوباره فرستاده نمی‌شود.',
    chat: 'نمی‌دانیم عکس تحویل رسیده یا نه. چت را نگاه کنید؛ تا نگویید، دوباره فرستاده نمی‌شود.',
  },
}

function sentenceOf({ state, way }: ProofProps): string {
  if (state === 'waiting') {
    return 'مأمور پیک از جای تحویل عکس گرفته است و هنوز کسی آن را ندیده. می‌توانید آن را در چت ببینید: عکس به نام شما فرستاده می‌شود و فروشنده هم آن را می‌بیند. اگر نخواهید، پس از ۷ روز پاک می‌شود.'
  }
  if (state === 'refused') return 'دیوار عکس تحویل را نپذیرفت. پیک هم آن را پاک کرد.'
  return sentences[state][way ?? 'chat']
}

/** The proof of delivery, for the receiving side alone. The picture itself is never on a page. */
export function ProofSection({ proof, tap }: { proof: ProofProps; tap: FormAction }) {
  const { state, way, permissionHref, mayTap } = proof
  return (
    <div id="proof">
      <Card title="عکس تحویل">
        <div className="space-y-3">
          <p>{sentenceOf(proof)}</p>
          {permissionHref !== null && (
            <>
              <p className="text-sm text-muted">برای نوشتن در چت به نام شما، اول اجازهٔ شما در دیوار لازم است.</p>
              <ButtonLink href={permissionHref} variant="secondary">
                دادن اجازه در دیوار
              </ButtonLink>
            </>
          )}
          {mayTap && state === 'waiting' && permissionHref === null && (
            <ActionForm name="proof" action={tap} initial={emptyForm}>
              <SubmitButton variant="secondary">دیدن عکس تحویل در چت</SubmitButton>
            </ActionForm>
          )}
          {mayTap && state === 'unconfirmed' && (
            <ActionForm name="proof" action={tap} initial={emptyForm}>
              <div className="grid gap-2 pair:grid-cols-2">
                <SubmitButton variant="secondary" name="answer" value="it_is_there">
                  {way === 'bot' ? 'عکس آنجاست' : 'در چت هست'}
                </SubmitButton>
                {permissionHref === null && (
                  <SubmitButton variant="secondary" name="answer" value="send_again">
                    دوباره بفرست
                  </SubmitButton>
                )}
              </div>
            </ActionForm>
          )}
        </div>
      </Card>
    </div>
  )
}

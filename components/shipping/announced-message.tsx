import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { type ButtonRows, ChatBubble } from './chat-bubble.tsx'

/** The chat message that a step would send. */
export type MessageShown = {
  /** In whose name it goes out; null: nobody has allowed it, so nothing does. */
  name: string | null
  /** Whether that is this side's own. */
  mine: boolean
  text: string
  senderButtons: ButtonRows
  receiverButtons: ButtonRows
}

type Props = {
  message: MessageShown
  /** What sends it: «با پذیرفتن شما» */
  when: string
  permissionHref: string
}

/** The message as the chat will have it, or that the chat hears of nothing, and the way to have it told in one's own name. */
export function AnnouncedMessage({ message, when, permissionHref }: Props) {
  const { name, mine, ...said } = message
  if (name === null) {
    return (
      <Banner tone="warning" title="در چت چیزی نوشته نمی‌شود">
        <p>هیچ‌کدام از دو طرف اجازهٔ پیام نداده است. بدون آن هم می‌توانید ادامه دهید و خودتان خبر دهید.</p>
        <ButtonLink href={permissionHref} variant="link">
          اجازه می‌دهم به نام من نوشته شود
        </ButtonLink>
      </Banner>
    )
  }
  return (
    <div>
      <ChatBubble caption={`${when}، به نام ${name} در چت نوشته می‌شود`} {...said} />
      {!mine && (
        <ButtonLink href={permissionHref} variant="link">
          می‌خواهم به نام من نوشته شود
        </ButtonLink>
      )}
    </div>
  )
}

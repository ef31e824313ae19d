import { ButtonLink } from '#components/ui/button.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Fold } from '#components/ui/fold.tsx'

export type OwnAddressProps =
  /** `place`: city and district. */
  | { kind: 'shown'; place: string | null; rows: Row[] }
  /** No key opens it. */
  | { kind: 'unreadable'; place: string | null }
  /** `permissionHref`: where this seat proves whose it is; null when it has. */
  | { kind: 'hidden'; place: string | null; permissionHref: string | null }
  /** `keptUntil`: when the draft goes that the proposal left to its proposer; null where there is none. */
  | { kind: 'erased'; keptUntil: string | null }

/** A side's own address, as far as this browser may see it: a row among those that open, or a sentence once it is gone. */
export function OwnAddress(props: OwnAddressProps) {
  if (props.kind === 'erased') {
    const kept =
      props.keptUntil &&
      `نشانی شما از این مرسوله پاک شده است. فقط در پیش‌نویس خودتان، رمزشده، تا ${props.keptUntil} می‌ماند تا بتوانید بدون نوشتن دوباره پیشنهاد دهید.`
    return <p className="py-2.5 text-sm text-muted">{kept || 'نشانی شما دیگر نگه داشته نمی‌شود و پاک شده است.'}</p>
  }
  return (
    <Fold title="نشانی شما" fact={props.place}>
      {props.kind === 'shown' ? (
        <>
          <DefinitionList rows={props.rows} />
          <p className="text-sm text-muted">طرف مقابل فقط شهر و محله را می‌بیند.</p>
        </>
      ) : props.kind === 'unreadable' ? (
        <p className="text-sm text-muted">نشانی شما را نمی‌توانیم نشان بدهیم؛ ایراد از پیک است، نه از شما.</p>
      ) : (
        <>
          <p className="text-sm text-muted">
            برای امنیت، نشانی کامل فقط در مرورگری نشان داده می‌شود که آن را نوشته است
            {props.permissionHref ? '، یا پس از آنکه با همان حساب دیوار اجازه دهید.' : '.'}
          </p>
          {props.permissionHref && (
            <ButtonLink href={props.permissionHref} variant="link">
              دیدن نشانی با حساب دیوار
            </ButtonLink>
          )}
        </>
      )}
    </Fold>
  )
}

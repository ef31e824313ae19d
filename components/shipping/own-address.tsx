import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'

export type OwnAddressProps =
  | { kind: 'shown'; rows: Row[] }
  /** `permissionHref`: where this seat proves whose it is; null when it has. */
  | { kind: 'hidden'; place: string | null; permissionHref: string | null }
  | { kind: 'erased' }

/** A side's own address, as far as this browser may see it. */
export function OwnAddress(props: OwnAddressProps) {
  return (
    <Card title="نشانی شما">
      {props.kind === 'shown' && (
        <>
          <DefinitionList rows={props.rows} />
          <p className="mt-2 text-sm text-muted">طرف مقابل فقط شهر و محله را می‌بیند.</p>
        </>
      )}
      {props.kind === 'hidden' && (
        <>
          {props.place && <p>{props.place}</p>}
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
      {props.kind === 'erased' && <p className="text-sm text-muted">نشانی شما دیگر نگه داشته نمی‌شود و پاک شده است.</p>}
    </Card>
  )
}

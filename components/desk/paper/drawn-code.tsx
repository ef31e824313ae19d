import type { DrawnCode } from '#lib/kernel/drawn-codes.ts'

/** A code as a scanner reads it. Beside it stands the same for people, so that it says nothing of its own. */
export function CodeDrawing({ code, className, isStretched = false }: DrawingProps) {
  return (
    <svg
      viewBox={`0 0 ${code.width} ${code.height}`}
      preserveAspectRatio={isStretched ? 'none' : undefined}
      shapeRendering="crispEdges"
      className={className}
      aria-hidden="true"
    >
      <path d={code.path} fill="#000" />
    </svg>
  )
}

type DrawingProps = {
  code: DrawnCode
  className: string
  /** As high as there is room: of bars only the widths count. */
  isStretched?: boolean
}

/** What a tap of a courier came to that changed something: a step, or one wrong code more; of other calls only the latter. */
export type TapAnswer = 'done' | 'wrong'

/** Taps that came, so that each counts once however often it is sent. Each method is one statement. */
export type TapStore = {
  /** Null: it has not come, or changed nothing. */
  tapAnswer(id: string): Promise<TapAnswer | null>
  keepTap(tap: { id: string; shipmentId: string; answer: TapAnswer; at: Date }): Promise<void>
}

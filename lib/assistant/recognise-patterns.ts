export type ShippingTopic = 'price' | 'possible' | 'time' | 'way'

/**
 * What is asked, over the letters of recognise-words.ts with `?` at the end of a question. In these, `_` stands for up to
 * three words that forbid nothing, `-` for up to three known ones. No gap is open-ended, so that they stay linear.
 */
const sources: readonly (readonly [ShippingTopic, readonly string[]])[] = [
  [
    'price',
    [
      'E-[SPLKkcM]-[QWGJaiHR]',
      'E-S_Q',
      'E-[SP]-t',
      '[QaRGC]-E-[SPLKkM]',
      'E-[SLM]_\\?',
      'E-[PKkc]-\\?',
      'E-[SPLKkM][Oo]{0,2}$',
      'S-[QW]',
      'S-B-[Wu]_\\?',
      'S-[RGEJ]_\\?',
      'S_[RG][HDViqa]',
      'S_E[HiQ]',
      '[QR]_S-[HDVi?]',
      '[QR]-V',
      'Q[Di]-v',
      'Q-BS',
      'L-Q',
      '^[^UC]*[kM]-Q',
      'c[Oo]+-Q',
      'P[Oo]?Q',
      '[MLkP]BW',
      '[MLkP]B[uJ]_\\?',
      'M[JR]-\\?',
      '^[^U]*F[cK]?[Oo]',
      '^[^U]*[Ooc]-F',
      'BK_F',
      'F[Mc]?BW',
      'FM?Bu\\?',
      'Fk_\\?',
      'f[VDQ]',
      'f\\?',
      'e-B[SP1]-[QJ]',
      'B[SP]-Q',
    ],
  ],
  [
    'time',
    [
      'T-P-D',
      'tA_[SP]',
      '^[^UE]*T-A',
      '^[^UE]*T-m-A',
      '^[^UE]*T-A-[mOo]',
      'j_T-m?A',
      '[OoSLP]-T-A',
      '^[^U]*T-[SV]',
      'S-T',
      'T_S-[DHi]',
      'S-n',
      '^[^U]*tV',
      't-P-D',
      'nS_[QT?]',
      'nO?S',
      'nTS',
      '^[^XNYU]*t-V',
      't-S-[Di]',
      '[PSvVd]-tA',
      'S-j-[HDi]',
      'j-V_\\?',
      'j-A-m',
      'BP-T',
      'L-T',
      'V-T',
    ],
  ],
  [
    'way',
    [
      'L-[HVDiCs]',
      '[iCH]_[kKcL]-[vd]',
      '[iCH]_P-v',
      '[kKcLP][iCH]?-v_[iC?]',
      '[kK]Hv',
      'L\\?',
      'BL-\\?',
      'BP-[VDiCsA]',
      'BP-kK?',
      '[PL]-[LP]-[\\?VHDi]',
      'S-B-[PLkKcw]',
      'S-P-[kL]',
      'l-[VC]',
      'P-V',
      '[kKc]-[Vs]',
      '[iC]-d-[KcL]',
      '^[^U]*k-[HD]',
      'B[kKc]-[VsDi]',
      'D-[Kc]\\?',
      '[kK]y_[D?]',
      'w-[VS]',
      'S-w',
      'S_B1',
      'Br_[SV]',
      'z-Z-\\?',
      'Zz-\\?',
      'Z_S-[HD]',
      'P-D-zZ',
    ],
  ],
  [
    'possible',
    [
      'S-H',
      '(?:^|[^U])S-D',
      '(?:^|[^U])S-i-\\?',
      '[Oog]_S-D',
      'S-[DHi]-[Oog]',
      'S-[Oog]-[Di]',
      'H-S',
      'C-[Ss]',
      'C-v',
      'i-[sv]',
      's-[iCH]',
      '[iC]-S-d',
      '[iC]-P-d',
      'S-C-\\?',
      '^[^XNYUy]*S[OogjqzBi]*\\?$',
      '^(?=[^UXNYeE]*$)[^V]*V',
      '[oOg]-V',
      'V-[oOg]',
      'P-D',
      'g-b-[HD]',
      'b-g-[HD]',
      'gH',
      'g-h',
      'h-g',
      'v-[oO]?-[iC]',
      'Dv\\?',
      'A-v\\?',
    ],
  ],
]

const patterns = sources.map(([topic, list]): [ShippingTopic, RegExp] => [
  topic,
  new RegExp(
    list.map((source) => source.replaceAll('_', '[^XNY?]{0,3}').replace(/-(?![^[]*\])/g, '[^XNYU?]{0,3}')).join('|'),
  ),
])

/** Most telling first: who asks for the price takes for granted that it can be sent. */
export const topicsInOrder: readonly ShippingTopic[] = patterns.map(([topic]) => topic)

/** A part that says one of these asks nothing, or not about this. */
const forbidding = /[XNY]/

/** Topics asked in one part of a sentence, given the letters of its words. */
export function topicsOf(letters: string): ShippingTopic[] {
  if (forbidding.test(letters)) return []
  return patterns.filter(([, pattern]) => pattern.test(letters)).map(([topic]) => topic)
}

/** A sentence with one of these is left out whole. [seed: never on the shared screen] */
const closedMatters = [
  /\bsafeg|\bsaf?[fv]?e?[\s-]?g(?:ua|au|uar|ar)d(?!en)|\bsafe[\s-]g(?:ua|au)/i,
  /(?<![\p{L}])(?:SG(?![\p{L}])|sg (?:rais|refer|alert|concern|enquir|inquir|open|clos|lead|team|form))/u,
  /(?<![\p{L}'’])s(?:ection|ec)?[.\s]{0,2}42(?!\d)/iu,
  // The plan, not the courtesy: "respects his wishes", "with respect to".
  /ReSPECT|RESPECT|\brespect[\s-](?:form|plan|document|process|paper|folder|status|discuss|convers)/,
  /\b(?<!\b(?:with|in) )respect\b(?! (?:his|her|their|your|our|my|for|of|to|that|this|wishes|privacy|choices?|boundaries|and dignity)\b)/i,
  /\b(?:purple|lilac) (?:form|document|folder|paper|plan|sheet)/i,
  /\b(?:DNA[\s./-]?C[\s.-]?P?[\s.-]?R|DNA[\s.-]?R|DN[\s.-]?R|D\.N\.A\.|C\.?P\.?R|resus)/i,
  /\ballow(?:ed|ing)? (?:a )?natural death/i,
  /\b(?:MARAC|MAPPA|DoLS|IDVA|POVA|DVPN|deprivation of liberty|adult protection)\b/i,
  // Plans for an emergency and refusals made ahead. DV and TEP in capitals: in small letters they are other words begun.
  /(?<![\p{L}])(?:TEP|ADRT|DV)(?![\p{L}])/u,
  /\b(?:treatment escalation|advanced? (?:decision|directive|statement)|(?:self[\s-]|wilful )neglect|neglect(?:ed|ing)? by)\b/i,
  /\bdomestic (?:abuse|violence|incident|situation|matter|dispute|detail)/i,
  /\b(?:abus(?:e|ed|er|ive|ing)|assault(?:ed|s)?|coerci(?:on|ve))\b/i,
]

/** The first letters of one of them, as somebody types it. */
const begun = /(?<!\p{L})(?:dnacp?|resu|respec?|mara|mapp)(?!\p{L})/iu

/** The text without the sentences on safeguarding, resuscitation and domestic matters. */
export function withoutClosedMatters(text: string, isTyped: boolean): string {
  const isClosed = (sentence: string) =>
    closedMatters.some((matter) => matter.test(sentence)) || (isTyped && begun.test(sentence))
  return sentences(text)
    .filter((sentence) => !isClosed(sentence))
    .join('')
}

/** In pieces that together are the text again; "Dr. Shah" and "4.5" end no sentence. */
export function sentences(text: string): string[] {
  return (
    text.match(/[^.!?\n;]*(?:(?:\.(?=\S)|(?<=\b(?:Mrs?|Ms|Dr|St))\.)[^.!?\n;]*)*(?:[.!?\n;]+\s*|$)/g) ?? []
  )
}

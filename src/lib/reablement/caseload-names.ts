/** The fields that hold a person's name. */
export type NameField = 'forename' | 'surname' | 'knownAs' | 'nextOfKin'

/** Words of a surname that stay small in front of its last one: van der Berg, de Souza. [choice] */
const particles: ReadonlySet<string> = new Set(
  'van von der den ter ten zu de del della da das do dos du bin binti binte bint ibn y e'.split(' '),
)

/** What follows “Mac” in names with a second capital. Others are one word: Mackie, Macey, Machin. [choice] */
const afterMac: ReadonlySet<string> = new Set(
  (
    'alister allister arthur artney askill aulay bain beth callum cormack cuish diarmid donald donnell dougall dowell duff ' +
    'farlane fadyen fie gillivray gregor innes innis intosh intyre iver ivor kay kendrick kenna kenzie kinlay kinley ' +
    'kinnon kintosh lachlan laine laren laughlin lean lehose lellan lennan leod mahon master millan murray nab namara ' +
    'naughton neil neill nicol niven phail phee pherson quarrie queen rae rury sween taggart tavish vicar vey william'
  ).split(' '),
)

/** One letter and an apostrophe that begin a name anew: O'Dowd, D'Souza, N'Diaye. A'isha and Sa'id do not. */
const anewAfter = /^[odlmn]$/i

/** Generations: 'III' stays as it is; 'I' or 'V' alone are initials. */
const numerals = /^(?:II|III|IV)$/

function capital(word: string): string {
  // 'İ' in small letters is an i and a dot above it, which is no letter of anybody's name.
  return (
    word.charAt(0).toUpperCase() +
    word
      .slice(1)
      .toLowerCase()
      .replace(/i\u0307/g, 'i')
  )
}

function withMac(word: string): string {
  const low = word.toLowerCase()
  if (/^mc\p{L}{2}/u.test(low)) return `Mc${capital(word.slice(2))}`
  if (low.startsWith('mac') && afterMac.has(low.slice(3))) return `Mac${capital(word.slice(3))}`
  return capital(word)
}

/** One word without spaces or hyphens, its apostrophes included. */
function oneWord(word: string): string {
  const parts = word.split(/(['’`])/)
  return parts
    .map((part, at) => {
      if (at % 2 === 1 || part === '') return part
      const before = parts[at - 2] ?? ''
      if (at === 0) return withMac(part)
      return anewAfter.test(before) && part.length > 1 ? withMac(part) : part.toLowerCase()
    })
    .join('')
}

/** Letters in a row with the apostrophes among them; spaces, hyphens, brackets and full stops stand between. */
const words = /\p{L}[\p{L}\p{M}]*(?:['’`][\p{L}\p{M}]+)*/gu

/**
 * A name in capitals as people write it: PARMAR → Parmar, O'DOWD → O'Dowd, MACDONALD → MacDonald, MACKIE → Mackie,
 * MCCOY → McCoy, VAN DER BERG → van der Berg, SMITH-JONES → Smith-Jones. A name with a small letter in it is as its
 * owner writes it and stays so; so do initials: "J", "TJ" and whatever somebody is known as in two letters. [choice]
 */
export function asPeopleWrite(name: string, field: NameField): string {
  const letters = name.match(/\p{L}/gu) ?? []
  if (letters.length < 2 || /\p{Ll}/u.test(name)) return name
  if (letters.length === 2 && field !== 'surname' && (field === 'knownAs' || !/[aeiouy]/i.test(name)))
    return name
  const found = [...name.matchAll(words)]
  const last = found.at(-1)?.index
  return name.replace(words, (word: string, at: number) => {
    if (numerals.test(word) && at > 0 && at === last) return word
    const small = field === 'surname' && at !== last && particles.has(word.toLowerCase())
    return small && name.charAt(at + word.length) === ' ' ? word.toLowerCase() : oneWord(word)
  })
}

/** Whether two names are one but for capitals: the file cannot say how somebody named in capitals is written. */
export function sameButCapitals(a: string, b: string): boolean {
  const plain = (name: string) => name.normalize('NFC').toLowerCase().replace(/[’`]/g, "'")
  return plain(a) === plain(b)
}

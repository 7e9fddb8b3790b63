/** The ten digits without spaces and hyphens, or null when the text is not a valid NHS number. [std] */
export function normaliseNhsNumber(text: string): string | null {
  return nhsNumberTrouble(text) === null ? digitsOf(text) : null
}

/**
 * Why text is not an NHS number, in words that fit behind "is not valid", or null when it is one. [std]
 * Ten digits; weights 10…2; 11 less the remainder by 11 is the last digit (11 counts as 0, 10 is never given out).
 */
export function nhsNumberTrouble(text: string): string | null {
  const digits = digitsOf(text)
  if (!/^\d+$/.test(digits)) return 'it holds more than digits'
  if (digits.length !== 10) return `it has ${String(digits.length)} digits where 10 are needed`
  if (/^(\d)\1+$/.test(digits)) return 'all its digits are the same'
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
  return (11 - (sum % 11)) % 11 === Number(digits[9]) ? null : 'its last digit does not fit'
}

/** '9434765919' → '943 476 5919'; nothing → 'not traced'. Text that is not ten digits is shown as it is. */
export function showNhsNumber(number: string | null): string {
  if (!number) return 'not traced'
  const digits = digitsOf(number)
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}` : number
}

function digitsOf(text: string): string {
  return text.replace(/[\s\u00a0-]/g, '')
}

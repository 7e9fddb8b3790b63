/** Languages a text can be entered in: ISO 639 code, its English name as the caseload has it, and its own name. [choice] */
export const languages = [
  { code: 'en', name: 'English', own: 'English' },
  { code: 'ar', name: 'Arabic', own: 'العربية', rightToLeft: true },
  { code: 'bn', name: 'Bengali', own: 'বাংলা' },
  { code: 'gu', name: 'Gujarati', own: 'ગુજરાતી' },
  { code: 'hi', name: 'Hindi', own: 'हिन्दी' },
  { code: 'lt', name: 'Lithuanian', own: 'Lietuvių' },
  { code: 'pl', name: 'Polish', own: 'Polski' },
  { code: 'pt', name: 'Portuguese', own: 'Português' },
  { code: 'pa', name: 'Punjabi', own: 'ਪੰਜਾਬੀ' },
  { code: 'ro', name: 'Romanian', own: 'Română' },
  { code: 'so', name: 'Somali', own: 'Soomaali' },
  { code: 'tr', name: 'Turkish', own: 'Türkçe' },
  { code: 'uk', name: 'Ukrainian', own: 'Українська' },
  { code: 'ur', name: 'Urdu', own: 'اردو', rightToLeft: true },
] as const
export type Language = (typeof languages)[number]
export type LanguageCode = Language['code']

export const languageCodes = languages.map(({ code }) => code)

/** The language a caseload file names: 'Polish', 'polish '; English when it is none of ours. */
export function languageNamed(name: string | null): Language {
  const said = (name ?? '').trim().toLowerCase()
  return languages.find((one) => one.name.toLowerCase() === said) ?? languages[0]
}

export function languageOf(code: string): Language {
  return languages.find((one) => one.code === code) ?? languages[0]
}

/** Which way a language is written, as HTML says it. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return 'rightToLeft' in language ? 'rtl' : 'ltr'
}

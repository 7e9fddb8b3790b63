/**
 * What a person’s story is filed under. [choice] course: referred, accepted, started, extended, ended; review: what was
 * looked at again, as long-term care or a later check; about: needs, risks, home, and what is in place.
 */
export const storyKinds = [
  'huddle',
  'action',
  'calls',
  'goal',
  'hospital',
  'review',
  'course',
  'about',
] as const
export type StoryKind = (typeof storyKinds)[number]

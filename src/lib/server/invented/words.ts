/** What teams say when they are done, by team or kind. */
export const doneWords: Record<string, readonly string[]> = {
  OT: [
    'Delivered, set to height and shown; uses it safely.',
    'Delivered and shown. Will look again next week.',
    'Collected from the store and fitted by us, shown to the family too.',
    'Delivered; shown how to use it, confident by the second try.',
  ],
  CT: [
    'Installed and tested with the call centre.',
    'Installed; test call answered in eleven seconds.',
    'Set up and shown. Wears it day and night.',
    'Installed and tested, family have the numbers.',
  ],
  MA: [
    'Fitted and weight-tested.',
    'Fitted this morning, walls sound.',
    'Fitted and shown.',
    'Fitted at the height therapy marked.',
  ],
  referral: [
    'Seen at home; plan is with the team.',
    'Visit booked and family told.',
    'Assessed, nothing more needed for now.',
    'Spoke on the phone, letter follows.',
    'Seen. Advice given and written down for the carers.',
  ],
  task: ['Done, family told.', 'Done by phone.', 'Done at the visit today.', 'Sorted with the carers.'],
}

/** Why a team could not: the reason first, as the list of reasons has it. */
export const declinedWords = [
  'no capacity: first free slot is after the planned end',
  'no capacity: both of us are off this week',
  'not appropriate: seen at home, does not need it any more',
  'not appropriate: wall will not hold a rail there',
  'not enough information: no measurements, please ask again',
  'duplicate: has one from an earlier stay',
  'other: declined by the person, will think about it',
]

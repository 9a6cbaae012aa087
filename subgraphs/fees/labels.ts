import type { LabelTable } from '../registry/labels.ts';

/** Labels of the tuition-fee register's enum: Finnish, Swedish, English. */
export const labels: LabelTable = {
  FeePaymentState: {
    PAID: ['Maksettu', 'Betald', 'Paid'],
    UNPAID: ['Maksamatta', 'Obetald', 'Not paid'],
    EXEMPTED: ['Vapautettu', 'Befriad', 'Exempted'],
    UNKNOWN: ['Tuntematon tila', 'Okänd status', 'Unknown state'],
  },
};

/** SOAP 1.1 envelope. */
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The messages of the read service. */
export const LUKU_NAMESPACE = 'http://tietovaranto.csc.fi/luku';

/** The data model, version 1.06. */
export const VIRTA_NAMESPACE = 'urn:mace:funet.fi:virta/2015/09/01';

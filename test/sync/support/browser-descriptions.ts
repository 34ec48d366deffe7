/** What real browsers write for one data channel, with addresses of documentation networks. */

const common = (lines: readonly string[]): string => [...lines, ''].join('\r\n');

const fingerprint = Array.from({ length: 32 }, (_, index) => (index * 7 + 5).toString(16).padStart(2, '0'))
  .join(':')
  .toUpperCase();

/** Chromium, to which the page may tell its addresses. */
export const chromiumOffer = common([
  'v=0',
  'o=- 3290921385952919252 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'a=extmap-allow-mixed',
  'a=msid-semantic: WMS',
  'm=application 38121 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 192.0.2.2',
  'a=candidate:3697589954 1 udp 2122063615 192.0.2.2 34005 typ host generation 0 network-id 1',
  'a=candidate:386039586 1 udp 2122134271 2001:db8::2 44207 typ host generation 0 network-id 2',
  'a=candidate:583952982 1 tcp 1518083839 192.0.2.2 9 typ host tcptype active generation 0 network-id 1',
  'a=candidate:842163049 1 udp 1677729535 203.0.113.9 51234 typ srflx raddr 192.0.2.2 rport 34005 generation 0',
  'a=ice-ufrag:Om+0',
  'a=ice-pwd:t+aLHLPtwJcnWpr3lTKkFscH',
  'a=ice-options:trickle',
  `a=fingerprint:sha-256 ${fingerprint}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=sctp-port:5000',
  'a=max-message-size:262144',
]);

/** Firefox 153 ESR as it comes, with an address of each kind: it puts the one it likes better last. */
export const firefoxOffer = common([
  'v=0',
  'o=mozilla...THIS_IS_SDPARTA-99.0 7553901225611233829 0 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'a=sendrecv',
  `a=fingerprint:sha-256 ${fingerprint}`,
  'a=group:BUNDLE 0',
  'a=ice-options:trickle',
  'a=msid-semantic:WMS *',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=candidate:0 1 UDP 2122187007 83b06af7-f8e1-4d15-911b-927fadab87e2.local 37210 typ host',
  'a=candidate:1 1 UDP 2122252543 4ace288d-c33c-419b-8863-3bc2b45cadb4.local 43898 typ host',
  'a=candidate:2 1 TCP 2105458943 83b06af7-f8e1-4d15-911b-927fadab87e2.local 9 typ host tcptype active',
  'a=candidate:3 1 TCP 2105524479 4ace288d-c33c-419b-8863-3bc2b45cadb4.local 9 typ host tcptype active',
  'a=sendrecv',
  'a=end-of-candidates',
  'a=ice-pwd:e9566ff32055284caa2fc2c37c812d03',
  'a=ice-ufrag:64d16091',
  'a=mid:0',
  'a=setup:actpass',
  'a=sctp-port:5000',
  'a=max-message-size:1073741823',
]);

/** Firefox, which hides the address of the device behind a name. */
export const firefoxAnswer = common([
  'v=0',
  'o=mozilla...THIS_IS_SDPARTA-99.0 5386742187932142 0 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  `a=fingerprint:sha-256 ${fingerprint}`,
  'a=group:BUNDLE 0',
  'a=ice-options:trickle',
  'a=msid-semantic:WMS *',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=candidate:0 1 UDP 2122252543 1f4712db-ea17-4bcf-a596-105139dfd8bf.local 50002 typ host',
  'a=candidate:1 1 TCP 2105524479 1f4712db-ea17-4bcf-a596-105139dfd8bf.local 9 typ host tcptype active',
  'a=sendrecv',
  'a=end-of-candidates',
  'a=ice-pwd:8ee1a4a8b5b2b46a84a8e17c1cd4a6bd',
  'a=ice-ufrag:7d2f5b7e',
  'a=mid:0',
  'a=setup:active',
  'a=sctp-port:5000',
  'a=max-message-size:1073741823',
]);

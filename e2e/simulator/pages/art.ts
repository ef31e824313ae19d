type Art = { sky: string; floor: string; shapes: string }

/** Flat drawings in place of photographs, 480 by 360. */
const drawings: Record<string, Art> = {
  bicycle: {
    sky: '#cfe3ea',
    floor: '#a9c7b4',
    shapes:
      '<g fill="none" stroke="#2b3440" stroke-width="9"><circle cx="142" cy="232" r="66"/><circle cx="338" cy="232" r="66"/></g><g fill="none" stroke="#c2553d" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"><path d="M142 232 200 134h110l28 98"/><path d="M200 134l40 98h-98"/><path d="M240 232l70-98"/></g><path d="M178 112h52" stroke="#2b3440" stroke-width="15" stroke-linecap="round"/><path d="M310 134l-8-34h34" fill="none" stroke="#2b3440" stroke-width="11" stroke-linecap="round"/><circle cx="240" cy="232" r="16" fill="#2b3440"/>',
  },
  camera: {
    sky: '#e6dccb',
    floor: '#cbb797',
    shapes:
      '<path d="M170 112l22-34h96l22 34z" fill="#39414d"/><rect x="84" y="108" width="312" height="182" rx="24" fill="#2b323c"/><rect x="84" y="146" width="312" height="20" fill="#3d4653"/><circle cx="240" cy="204" r="76" fill="#1c2129"/><circle cx="240" cy="204" r="56" fill="#46627a"/><circle cx="240" cy="204" r="34" fill="#22313e"/><circle cx="222" cy="186" r="11" fill="#b9d3e2"/><rect x="334" y="124" width="34" height="14" rx="6" fill="#e1b65b"/><rect x="108" y="90" width="46" height="18" rx="7" fill="#39414d"/>',
  },
  books: {
    sky: '#e4e0d2',
    floor: '#b89f7c',
    shapes:
      '<rect x="92" y="92" width="46" height="196" rx="5" fill="#8a3d3a"/><rect x="142" y="112" width="40" height="176" rx="5" fill="#2f5663"/><rect x="186" y="84" width="50" height="204" rx="5" fill="#b88a3c"/><rect x="240" y="104" width="38" height="184" rx="5" fill="#4b5a3d"/><rect x="282" y="92" width="46" height="196" rx="5" fill="#6a4a6b"/><path d="M340 284l40-186 40 9-38 186z" fill="#8a3d3a"/><g fill="#ffffff" opacity=".55"><rect x="100" y="120" width="30" height="8"/><rect x="194" y="112" width="34" height="8"/><rect x="290" y="120" width="30" height="8"/><rect x="148" y="140" width="28" height="7"/></g>',
  },
  desk: {
    sky: '#dfe3dc',
    floor: '#b3a48d',
    shapes:
      '<rect x="64" y="180" width="352" height="22" rx="5" fill="#8a5c36"/><rect x="82" y="202" width="18" height="102" fill="#6f4727"/><rect x="380" y="202" width="18" height="102" fill="#6f4727"/><rect x="258" y="202" width="122" height="60" fill="#9c6b41"/><circle cx="319" cy="232" r="6" fill="#e3c27a"/><path d="M124 180v-12h46v12z" fill="#c09a3e"/><path d="M146 168v-58l40-32" fill="none" stroke="#c09a3e" stroke-width="9" stroke-linecap="round"/><path d="M168 92l42-34 20 30-44 26z" fill="#d8b45a"/><rect x="280" y="126" width="20" height="54" fill="#8a3d3a"/><rect x="302" y="136" width="16" height="44" fill="#2f5663"/><rect x="320" y="120" width="22" height="60" fill="#4b5a3d"/>',
  },
  console: {
    sky: '#d4d8e6',
    floor: '#a3a8bd',
    shapes:
      '<rect x="74" y="120" width="260" height="60" rx="8" fill="#23272f"/><rect x="74" y="146" width="260" height="5" fill="#4b82d4"/><path d="M236 226c-44 0-72 18-80 62-5 26 24 30 38 6l8-14h68l8 14c14 24 43 20 38-6-8-44-36-62-80-62z" fill="#333945"/><circle cx="206" cy="256" r="13" fill="#6c7484"/><circle cx="266" cy="256" r="13" fill="#6c7484"/>',
  },
  fridge: {
    sky: '#dce6ee',
    floor: '#b9c3cc',
    shapes:
      '<rect x="132" y="44" width="104" height="262" rx="9" fill="#f3f5f7"/><rect x="242" y="44" width="104" height="262" rx="9" fill="#e6eaee"/><rect x="218" y="120" width="8" height="86" rx="4" fill="#8b97a4"/><rect x="252" y="120" width="8" height="86" rx="4" fill="#8b97a4"/><rect x="150" y="90" width="44" height="60" rx="6" fill="#2c3742"/>',
  },
  phone: {
    sky: '#e2dcea',
    floor: '#b9aec6',
    shapes:
      '<rect x="172" y="48" width="136" height="260" rx="24" fill="#23262d"/><rect x="182" y="60" width="116" height="236" rx="15" fill="#5a77b8"/><circle cx="240" cy="74" r="5" fill="#23262d"/><path d="M182 230c40-40 76 10 116-34v85a15 15 0 0 1-15 15H197a15 15 0 0 1-15-15z" fill="#3c5794"/>',
  },
  'sewing-machine': {
    sky: '#e9dfe0',
    floor: '#c3a9a4',
    shapes:
      '<rect x="78" y="250" width="324" height="44" rx="14" fill="#e9e4da"/><rect x="78" y="274" width="324" height="20" rx="10" fill="#cfc7b8"/><path d="M300 252V150h78v102z" fill="#f4f0e8"/><path d="M110 112a28 28 0 0 1 28-28h212a28 28 0 0 1 28 28v46a14 14 0 0 1-14 14H174v12a14 14 0 0 1-14 14h-36a14 14 0 0 1-14-14z" fill="#f4f0e8"/><path d="M142 198v34" stroke="#5b6470" stroke-width="7" stroke-linecap="round"/><path d="M142 232v18" stroke="#5b6470" stroke-width="3"/><path d="M124 250h36" stroke="#5b6470" stroke-width="6" stroke-linecap="round"/><rect x="376" y="106" width="22" height="54" rx="9" fill="#3f6f73"/><circle cx="334" cy="130" r="20" fill="#3f6f73"/><circle cx="334" cy="130" r="7" fill="#f4f0e8"/><circle cx="338" cy="204" r="14" fill="#d9d2c4"/><g fill="#c2553d"><rect x="226" y="54" width="34" height="30" rx="5"/><rect x="220" y="48" width="46" height="7" rx="3"/></g><path d="M226 66h34M226 74h34" stroke="#9c3f2b" stroke-width="3"/><path d="M240 54c-44-10-96 14-98 74v70" fill="none" stroke="#c2553d" stroke-width="3"/><path d="M84 250c30 18 76 14 112 22" fill="none" stroke="#c2553d" stroke-width="3" stroke-dasharray="9 7"/>',
  },
}

/** Null: no such drawing. */
export function drawing(name: string): string | null {
  const art = Object.hasOwn(drawings, name) ? drawings[name] : undefined
  if (!art) return null
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 360" width="480" height="360"><rect width="480" height="360" fill="${art.sky}"/><rect y="276" width="480" height="84" fill="${art.floor}"/><ellipse cx="240" cy="304" rx="190" ry="14" fill="#000" opacity=".13"/>${art.shapes}</svg>`
}

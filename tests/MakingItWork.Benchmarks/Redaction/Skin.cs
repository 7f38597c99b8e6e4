using System.Globalization;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>Fonts and colours of a screen, as a whole HTML document around a layout.</summary>
internal static class Skin
{
    // what clinical systems ask for, then what a Debian machine has in its place
    private static readonly string[] Fonts =
    [
        "'Liberation Sans', Arimo, Arial, 'DejaVu Sans'",
        "Tahoma, Verdana, 'DejaVu Sans'",
        "'Segoe UI', 'DejaVu Sans Condensed', 'DejaVu Sans'",
        "'Liberation Sans Narrow', 'DejaVu Sans Condensed'",
        "'Liberation Serif', Tinos, 'Times New Roman', 'DejaVu Serif'",
        "'MS Sans Serif', 'DejaVu Sans'",
    ];

    private sealed record Colours(string Paper, string Ink, string Head, string Rule, string Stripe, string Field, string Banner, string BannerInk, string Mark);

    private static readonly Colours[] Light =
    [
        new("#ffffff", "#111111", "#e8edee", "#c8d0d8", "#f4f6f8", "#ffffff", "#005eb8", "#ffffff", "#fff59d"),
        new("#f0f0f0", "#000000", "#d4d0c8", "#a0a0a0", "#e6e6e6", "#ffffff", "#fffbd1", "#000000", "#ffff66"),
        new("#fbfaf5", "#212b32", "#d8e4ec", "#bfc9d1", "#eef3f6", "#ffffff", "#dfeaf4", "#0b2a4a", "#ffe082"),
        new("#ffffff", "#333333", "#f7f7f7", "#dddddd", "#fafafa", "#fcfcfc", "#2b3a42", "#f2f2f2", "#ffd7d7"),
    ];

    private static readonly Colours[] Dark =
    [
        new("#1e1e1e", "#e6e6e6", "#2d2d30", "#444444", "#252526", "#2a2a2a", "#0b3d63", "#ffffff", "#5a4b00"),
        new("#0f1b26", "#dce6ee", "#16293a", "#2c4358", "#132231", "#0b151e", "#123f2f", "#e8f5ee", "#5c1f1f"),
        new("#2b2b33", "#f1f1f1", "#3a3a46", "#55555f", "#33333c", "#24242b", "#4a1942", "#ffffff", "#234d20"),
    ];

    public static string Wrap(Scene scene, string body, int width)
    {
        var c = Person.Pick(scene.Random, scene.Look.Dark ? Dark : Light);
        var size = scene.Look.Size;
        var pad = scene.Number(2, 4);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            <!doctype html><html lang=en><meta charset=utf-8><style>
            *{box-sizing:border-box} body{margin:0;width:{{width}}px;height:800px;overflow:hidden;background:{{c.Paper}};color:{{c.Ink}};font:{{size}}px/{{scene.Pick("1.25", "1.35", "1.5")}} {{Person.Pick(scene.Random, Fonts)}}}
            i[k]{font-style:normal} h1{font-size:{{size + 6}}px;margin:6px 0} h2,h3{font-size:{{size + 2}}px;margin:6px 0 3px} p{margin:4px 0} main,.pad{padding:8px 10px}
            table{border-collapse:collapse;width:100%} th,td{padding:{{pad}}px 6px;text-align:left;vertical-align:top;border-bottom:1px solid {{c.Rule}}} th{background:{{c.Head}}} tr:nth-child(even) td{background:{{c.Stripe}}}
            .grid td,.grid th{border:1px solid {{c.Rule}}} .mark td,.mark{background:{{c.Mark}}!important}
            .banner{background:{{c.Banner}};color:{{c.BannerInk}};padding:6px 10px;display:flex;flex-wrap:wrap;gap:2px 22px} .banner b,.big{font-size:{{size + 3}}px} .banner label{opacity:.85}
            .bar{background:{{c.Head}};padding:5px 10px;display:flex;gap:14px;align-items:center;border-bottom:1px solid {{c.Rule}}} .end{margin-left:auto}
            button{font:inherit;color:inherit;background:{{c.Field}};border:1px solid {{c.Rule}};padding:2px 9px;border-radius:3px} a{color:inherit;text-decoration:underline}
            .tabs{display:flex;border-bottom:2px solid {{c.Rule}};padding:4px 10px 0} .tab{padding:4px 11px;border:1px solid {{c.Rule}};border-bottom:0;margin-right:2px} .on{background:{{c.Head}};font-weight:bold}
            .row{display:flex;gap:14px} .col{flex:1;min-width:0} .panel{border:1px solid {{c.Rule}};padding:6px 8px;margin:6px 0} .side{width:250px;flex:none;border-right:1px solid {{c.Rule}};padding:6px 9px;height:760px}
            .form{display:grid;grid-template-columns:max-content 1fr;gap:5px 12px;align-items:center} .form.two{grid-template-columns:max-content 1fr max-content 1fr} .stack label{display:block;margin-top:7px}
            .box{background:{{c.Field}};border:1px solid {{c.Rule}};padding:2px 6px;min-height:{{size + 10}}px;min-width:60px;display:inline-block} .form .box,.stack .box{display:block}
            .item{border-bottom:1px solid {{c.Rule}};padding:5px 4px} .dim{opacity:.75} .chip{border:1px solid {{c.Rule}};border-radius:9px;padding:0 7px;background:{{c.Head}}}
            .over{position:absolute;left:330px;top:190px;width:640px;background:{{c.Paper}};border:2px solid {{c.Rule}};box-shadow:0 0 0 2000px rgba(0,0,0,.25);padding:0 0 10px} .over .bar{font-weight:bold}
            .cards{display:grid;grid-template-columns:repeat(4,1fr);gap:8px} .paper{width:760px;margin:8px auto;background:{{c.Field}};border:1px solid {{c.Rule}};padding:24px 40px}
            .right{text-align:right}
            </style><body>{{body}}</body></html>
            """);
    }
}

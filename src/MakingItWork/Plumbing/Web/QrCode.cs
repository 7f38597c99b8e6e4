using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace MakingItWork.Plumbing.Web;

/// <summary>A QR code as a picture inside the page: no file is made, and nothing is asked of another host.</summary>
public static class QrCode
{
    /// <param name="label">What the code is, for people who do not see it.</param>
    public static IHtmlContent Svg(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var dark = new StringBuilder();
        // with the white edge that readers need: the library leaves it
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules[y].Length; x++)
            {
                var from = x;
                while (x < modules[y].Length && modules[y][x])
                {
                    x++;
                }
                if (x > from)
                {
                    dark.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
                }
            }
        }
        return new HtmlString(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"miw-qr\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(label)}\" viewBox=\"0 0 {modules.Count} {modules.Count}\" shape-rendering=\"crispEdges\">"
            + $"<rect width=\"{modules.Count}\" height=\"{modules.Count}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{dark}\"/></svg>"));
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class KeepVerdicts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Notes",
                table: "Screenshots",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Corrections",
                table: "ReportOriginals",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PictureReadings",
                columns: table => new
                {
                    ScreenshotId = table.Column<Guid>(type: "uuid", nullable: false),
                    Engine = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RulesVersion = table.Column<int>(type: "integer", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReadMilliseconds = table.Column<int>(type: "integer", nullable: false),
                    Proof = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Proofs = table.Column<int>(type: "integer", nullable: false),
                    ProofMilliseconds = table.Column<int>(type: "integer", nullable: false),
                    Packed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PictureReadings", x => x.ScreenshotId);
                    table.ForeignKey(
                        name: "FK_PictureReadings_Screenshots_ScreenshotId",
                        column: x => x.ScreenshotId,
                        principalTable: "Screenshots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PictureReadings_RulesVersion_ScreenshotId",
                table: "PictureReadings",
                columns: new[] { "RulesVersion", "ScreenshotId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PictureReadings");

            migrationBuilder.DropColumn(
                name: "Notes",
                table: "Screenshots");

            migrationBuilder.DropColumn(
                name: "Corrections",
                table: "ReportOriginals");
        }
    }
}
